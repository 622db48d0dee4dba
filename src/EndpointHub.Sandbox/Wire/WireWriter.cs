namespace EndpointHub.Sandbox.Wire;

/// <summary>Writes the members of a response in the format of its service. Members that are null are left out.</summary>
internal abstract class WireWriter
{
    public abstract void String(string name, string? value);

    public abstract void Long(string name, long? value);

    public abstract void Boolean(string name, bool? value);

    public abstract void Timestamp(string name, DateTimeOffset? value);

    public void Integer(string name, int? value) => Long(name, value);

    public void Structure<T>(string name, T? value, Action<WireWriter, T> write)
        where T : class
    {
        if (value is null)
            return;
        BeginStructure(name);
        write(this, value);
        EndStructure(name);
    }

    /// <param name="name">The name of the list itself.</param>
    /// <param name="items">The items in their order.</param>
    /// <param name="always">True to write an empty list as empty; false to leave it out.</param>
    /// <param name="write">Writes one item.</param>
    public void List<T>(string name, List<T> items, bool always, Action<WireWriter, T> write)
    {
        if (items.Count == 0)
        {
            if (always)
                EmptyList(name);
            return;
        }

        BeginList(name);
        foreach (var item in items)
            write(this, item);
        EndList(name);
    }

    protected abstract void BeginStructure(string name);

    protected abstract void EndStructure(string name);

    protected abstract void BeginList(string name);

    protected abstract void EndList(string name);

    protected abstract void EmptyList(string name);
}
